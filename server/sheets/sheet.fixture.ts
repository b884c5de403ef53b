import type { Sheet, SheetCell, SheetHeat, SheetRow } from '#contract/sheet.ts';

export function aCell(title: string, column: number, heat: SheetHeat, over: Partial<SheetCell> = {}): SheetCell {
	const hasNumber = heat !== 'few' && heat !== 'none';
	return {
		title,
		column,
		heat,
		shown: hasNumber
			? {
					value: '83%',
					metric: 'CSAT',
					n: 'n 1,181',
					interval: '77…88%',
					bar: { from: 0.46, to: 0.6, at: 0.54, off: null },
					change: heat === 'bad-2' ? '▼21' : ''
				}
			: null,
		quiet: hasNumber ? '' : heat === 'few' ? 'n = 3, too few to show' : 'no answers yet',
		said: `${title}: ${heat}`,
		...over
	};
}

const HEATS: readonly SheetHeat[] = ['unclear', 'good-2', 'bad-2', 'good-1', 'bad-1', 'few', 'none'];

export const aRow = (title: string, rank: number, cells: number): SheetRow => ({
	title,
	note: `${cells} touchpoints`,
	rank,
	cells: Array.from({ length: cells }, (_, at) => aCell(`Scene ${at + 1}`, at, HEATS[(at + rank) % HEATS.length]!)),
	empty: 'no scenes yet'
});

export function aSheet(over: Partial<Sheet> = {}): Sheet {
	const rows = over.rows ?? Array.from({ length: 8 }, (_, at) => aRow(`Journey ${at + 1}`, at, 4 + (at % 4)));
	return {
		lang: 'en',
		name: 'Heatmap 2026-10-28 – 2026-11-26',
		title: 'Paying in store is the worst scene:',
		proof: 'CSAT 49%, 95% interval 45 … 54%, n 472, target 80%',
		facts: 'Oct 28, 2026 – Nov 26, 2026 · against Sep 28, 2026 – Oct 27, 2026 · all channels · days in Asia/Shanghai',
		owner: 'Spruce Stores',
		counts: 'Journeys 8 · scenes 43',
		moved: {
			title: 'What moved',
			items: [
				{
					better: false,
					rose: false,
					says: 'Paying in store: CSAT fell from 70% to 49%',
					proof: '−21 (−27 … −15), since Nov 9, n 447 → 472',
					cause: 'Mostly 2 of 9 places (Nanjing Road W., People’s Square): 75% of the change, n 140 → 143.'
				},
				{
					better: true,
					rose: true,
					says: 'Refunds: NPS rose from +29 to +52',
					proof: '+23 (+10 … +35), n 251 → 264',
					cause: 'No channel, place or language stands out: all changed alike, or too few answered to say.'
				}
			],
			note: ''
		},
		worst: { title: 'Furthest below target', items: ['Aftercare (Store): CES 4.07 (3.71…4.43), n 121, target 5.00'] },
		columns: null,
		rows,
		empty: 'No journeys yet',
		leftOutRows: rows.map((_, n) => (n === 0 ? '' : `${n} more rows do not fit`)),
		furtherRows: rows.map((_, n) => (n === 0 ? '' : `${n} more rows follow`)),
		leftOutColumns: [],
		legend: HEATS.map((heat) => ({ heat, name: `means ${heat}` })),
		keys: { change: '▲▼ only where the change is beyond chance', bar: '95% interval; the tick is the target' },
		notes: [
			'CSAT (Customer satisfaction): Share of the top answers (4–5 of 5) in percent. 95% interval: Wilson. Target 80%.',
			'NPS (Net Promoter Score): Share of 9–10 minus share of 0–6, times 100. 95% interval: adjusted Wald. Target +30.',
			'Colours are judged over all numbers of the page together. Below n = 5 no value is shown; below n = 30 none is called the worst.',
			'Drawn November 27, 2026 at 9:00 AM (Asia/Shanghai) by Wayfelt from the answers counted until then.'
		],
		address: 'https://wayfelt.example/heatmap',
		drawnAt: '2026-11-27T01:00:00.000Z',
		...over
	};
}
