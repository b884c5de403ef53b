/** One line of the harness: a scenario on a server, with its figures. */
export type Row = { readonly scenario: string; readonly server: string; readonly error?: string } & Readonly<
	Record<string, unknown>
>;

interface Figure {
	readonly title: string;
	readonly of: (row: Row) => number | null;
	readonly mark?: number;
}

interface Case {
	readonly title: string;
	readonly is: (row: Row) => boolean;
	readonly figures: readonly Figure[];
}

const field =
	(name: string) =>
	(row: Row): number | null =>
		typeof row[name] === 'number' ? row[name] : null;

/** The database is part of what our server costs; the anchors have none. */
const cpu = (row: Row): number | null => {
	const server = field('serverCpuPerS')(row);
	return server === null ? null : server + (field('dbCpuPerS')(row) ?? 0);
};

const latency = (editors: number, nodes: number, p95?: number): Case => ({
	title: `${editors} editors, ${nodes} cards`,
	is: (row) => row.scenario === 'latency' && row.editors === editors && row.nodes === nodes,
	figures: [
		{ title: 'p50 ms', of: field('p50') },
		{ title: 'p95 ms', of: field('p95'), ...(p95 !== undefined && { mark: p95 }) },
		{ title: 'p99 ms', of: field('p99') },
		{ title: 'cores, database counted', of: cpu, ...(p95 !== undefined && { mark: 0.8 }) }
	]
});

const cases: readonly Case[] = [
	latency(2, 50),
	latency(20, 50, 1.2),
	latency(100, 50, 1),
	latency(20, 5000),
	{
		title: 'many small documents, two editors each',
		is: (row) => row.scenario === 'manydocs' && row.large !== true,
		figures: [
			{ title: 'kB a document', of: field('kbPerDoc'), mark: 0.3 },
			{ title: 'p95 ms', of: field('p95') },
			{ title: 'cores, database counted', of: cpu },
			{ title: 'MB after all left', of: field('afterAllLeftMb') }
		]
	},
	{
		title: 'open documents of 5,000 cards',
		is: (row) => row.scenario === 'manydocs' && row.large === true,
		figures: [
			{ title: 'kB a document', of: field('kbPerDoc'), mark: 0.2 },
			{ title: 'CPU s to open', of: field('openCpuS') }
		]
	},
	...['warm', '10 at once (bytes only)', 'cold'].map((kind): Case => ({
		title: `joining 5,000 cards, ${kind}`,
		is: (row) => row.scenario === 'join' && row.kind === kind,
		figures: [
			{ title: 'first answer ms', of: field('firstAnswerMs'), ...(kind !== 'cold' && { mark: 0.2 }) },
			{ title: 'server and wire ms', of: field('withoutApplyMs') }
		]
	})),
	{
		title: '100 cursors at 20 Hz',
		is: (row) => row.scenario === 'awareness',
		figures: [
			{ title: 'age p95 ms', of: field('ageP95') },
			{ title: 'cores', of: cpu }
		]
	},
	...['fan-out', 'pipe'].map((shape): Case => ({
		title: `throughput, ${shape}`,
		is: (row) => row.scenario === 'throughput' && row.shape === shape,
		figures: [
			{ title: 'delivered a second', of: field('deliveredPerS') },
			{ title: 'µs a delivery', of: field('usPerDelivery') }
		]
	})),
	...['calm', 'busy'].map((kind): Case => ({
		title: `SIGKILL, ${kind}`,
		is: (row) => row.scenario === 'crash' && row.kind === kind,
		figures: [
			{ title: 'received', of: field('received') },
			{ title: 'of these lost', of: field('lost') }
		]
	}))
];

const median = (values: readonly number[]): number => {
	const sorted = values.toSorted((a, b) => a - b);
	return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

const short = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** Medians over the rounds, and our figure divided by each anchor's, with the mark to reach. */
export function printRatios(rows: readonly Row[], ours = 'wayfelt', marked = 'yws'): void {
	const servers = [...new Set(rows.map((row) => row.server))];
	for (const row of rows.filter(({ error }) => error))
		console.log(`failed: ${row.scenario} on ${row.server}: ${row.error}`);
	const heads = servers.flatMap((server) => (server === ours ? [server] : [server, `${ours} ÷ ${server}`]));
	console.log(`\n| case | figure | ${heads.join(' | ')} | mark |\n|---|---|${'---|'.repeat(heads.length + 1)}`);
	for (const { title, is, figures } of cases) {
		const mine = rows.filter(is);
		if (mine.length === 0) continue;
		const rounds = Math.max(...servers.map((server) => mine.filter((row) => row.server === server).length));
		for (const { title: figure, of, mark } of figures) {
			const of_ = (server: string): number | null => {
				const found = mine.filter((row) => row.server === server).flatMap((row) => of(row) ?? []);
				return found.length === 0 ? null : median(found);
			};
			const own = of_(ours);
			const cells = servers.flatMap((server) => {
				const value = of_(server);
				const shown = value === null ? '' : short(value);
				if (server === ours) return [shown];
				return [shown, value === null || own === null || value === 0 ? '' : short(own / value)];
			});
			const base = of_(marked);
			const reached =
				mark === undefined || own === null || base === null
					? ''
					: own / base <= mark
						? `≤ ${mark} reached`
						: `≤ ${mark} missed`;
			console.log(`| ${title} (n ${rounds}) | ${figure} | ${cells.join(' | ')} | ${reached} |`);
		}
	}
}
