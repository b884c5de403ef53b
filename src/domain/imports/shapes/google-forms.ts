import type { AnswerColumn } from './find-questions.ts';
import { bare, oneLine, recognised, widthOf } from './build.ts';
import type { ColumnRole, Shape } from './shape.ts';

/** The first column, in the account's language. */
const TIMESTAMP = new Set(
	[
		...['Timestamp', '时间戳记', '时间戳', '時間戳記', 'タイムスタンプ', '타임스탬프', 'Zeitstempel', 'Horodateur'],
		...['Marca temporal', 'Carimbo de data/hora', 'Informazioni cronologiche', 'Tijdstempel', 'Отметка времени'],
		...['Sygnatura czasowa', 'Tidsstämpel', 'Zaman damgası', 'طابع زمني', 'Cap waktu', 'Dấu thời gian']
	].map(bare)
);
/** `2026/08/01 9:00:00 AM GMT+8`, `2026/08/01 上午9:00:00 [格林尼治标准时间+0800]` */
const OWN_TIME = /^\d{4}\/\d{1,2}\/\d{1,2} .*\d{1,2}:\d{2}:\d{2}.*(GMT|UTC|EDT|EST|PDT|PST|CST|格林尼治)/i;
/** As the sheet writes it: `8/1/2026 9:00:00`, `01.08.2026 09:00:00` */
const SHEET_TIME =
	/^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[ T](?:上午|下午|午前|午後|오전|오후)?\s?\d{1,2}:\d{2}:\d{2}(?: [AP]M)?$/i;
const FIXED: Readonly<Record<string, ColumnRole>> = {
	...{
		username: 'customer',
		emailaddress: 'customer',
		email: 'customer',
		用户名: 'customer',
		电子邮件地址: 'customer'
	},
	...{ score: 'ignore', 得分: 'ignore' }
};
const GRID = /^(.*\S)\s*\[([^\]]+)\]$/s;

/** Google Forms: a time first, then one column a question; grids as `Question [Row]`. */
export const googleForms: Shape = {
	name: 'google-forms',
	read(lines) {
		const [top = [], ...rows] = lines;
		const cells = rows
			.slice(0, 200)
			.map((row) => (row[0] ?? '').trim())
			.filter((cell) => cell !== '');
		if (!TIMESTAMP.has(bare(top[0])) || cells.length === 0 || top.length < 2) return null;
		const own = cells.every((cell) => OWN_TIME.test(cell));
		const asks = top.slice(1).some((name) => /[?？]\s*$/.test(name) || GRID.test(name) || name.trim().includes(' '));
		if (!own && !(asks && cells.every((cell) => SHEET_TIME.test(cell)))) return null;
		const width = widthOf([top]);
		const roles = new Map<number, ColumnRole>([[0, 'time']]);
		const answers: AnswerColumn[] = [];
		for (let at = 1; at < width; at++) {
			const name = oneLine(top[at]);
			const fixed = FIXED[bare(name)];
			if (fixed && at <= 2) roles.set(at, fixed);
			else {
				const [, stem, row] = GRID.exec(name) ?? [];
				answers.push(
					stem === undefined
						? { index: at, key: `q${at}`, text: name, part: null }
						: { index: at, key: `grid:${stem}`, text: stem, part: row! }
				);
			}
		}
		return recognised({
			shape: 'google-forms',
			sure: own ? 0.97 : 0.6,
			headerRows: 1,
			lines,
			headers: Array.from({ length: width }, (_, at) => oneLine(top[at]) || `#${at + 1}`),
			roles,
			answers,
			joiners: own ? [';', ', '] : [', ', ';'],
			times: [0],
			unknown: ['id', 'shown', ...(own ? [] : (['joined', 'zone'] as const))]
		});
	}
};
