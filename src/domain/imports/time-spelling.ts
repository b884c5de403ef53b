import { chineseNumber, plain } from '../shared/numerals.ts';

/** First years of the eras that office programs of Japan and Taiwan write, less one. */
const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925, 民国: 1911, 民國: 1911 };

/** Ways to write a time that differ from the common ones in their signs only. */
const SPELLINGS: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
	// A text cell that was quoted once more, or marked as text.
	[/^["'`]+\s*|\s*["'`]+$/g, ''],
	[/格林[尼威]治(?:标准|標準)?(?:时间|時間)/, 'gmt'],
	[/(?<![+-]\d\d:?\d\d\s*\(?)\s*\(?(?:北京时间|中国标准时间|china standard time|beijing time)\)?$/, ' +08:00'],
	// 2024/3/14(木), 2024-03-14 (四).
	[/\s?\(\s?[日月火水木金土一二三四五六天일월화수목금토]\s?\)/, ' '],
	// 2024-W11-4: a week of ISO 8601 with its day.
	[/^(\d{4})-?w(\d\d)-?([1-7])(?=$|[t\s])/, (_, year, week, day) => dayOfWeek(Number(year), Number(week), Number(day))],
	// 20240314T190540: without separators.
	[/^(\d{8})[t_ -](\d\d)(\d\d)(\d\d)?(?=$|\D)/, (_, date, h, m, s) => `${date} ${h}:${m}:${s || '00'}`],
	// 14/Mar/2024:19:05:40 of web servers, 14MAR2024:19:05:40 of SAS.
	[/(\d{4}|[a-z]{3}\d\d):(\d{1,2}:\d\d(?::\d\d)?)/, '$1 $2'],
	// 2024-03-14-19.05.40.000000 of DB2, 14-MAR-24 07.05.40.000000000 PM of Oracle, 7:05:40:000PM of SQL Server.
	[/(\d)[-\s](\d\d)\.(\d\d)\.(\d\d)\.\d{3,9}(?=$|\s)/, '$1 $2:$3:$4'],
	[/(\d{1,2}:\d\d:\d\d):\d{3}(?!\d)/, '$1'],
	// 2024-03-14_19-05-40: names of files.
	[/^(\d{4}-\d\d-\d\d)[-_\s](\d\d)-(\d\d)(?:-(\d\d))?$/, (_, date, h, m, s) => `${date} ${h}:${m}:${s || '00'}`],
	[/^(\d{4}\/\d{1,2}\/\d{1,2})-(\d{1,2}:\d\d)/, '$1 $2'],
	// 二〇二四年三月十四日, and 令和6年.
	[/[〇零一二三四五六七八九十]+(?=\s?[年月日号號時时点點分秒])/g, (run) => chineseNumber(run) ?? run],
	[
		/(令和|平成|昭和|民[国國])\s?(\d{1,3}|元)年/,
		(_, era, year) => `${ERAS[era!]! + (year === '元' ? 1 : Number(year))}年`
	],
	// A year of Taiwan in three figures.
	[/^(1\d\d)(?=[-/.年]\d{1,2}[-/.月]\d{1,2}(?:$|\D))/, (year) => String(Number(year) + 1911)]
];

/** The text with ASCII figures, in lower case, in the common spelling. */
export function commonSpelling(text: string): string {
	let spelt = plain(text).toLowerCase();
	for (const [pattern, instead] of SPELLINGS) spelt = spelt.replace(pattern, instead as string);
	return spelt.trim();
}

/** `2024-03-14` for the fourth day of the eleventh week; nothing when there is no such week. */
function dayOfWeek(year: number, week: number, day: number): string {
	const fourth = new Date(Date.UTC(year, 0, 4));
	const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
	return week < 1 || week > 53
		? ''
		: new Date(monday + ((week - 1) * 7 + day - 1) * 86_400_000).toISOString().slice(0, 10);
}
