import type { Sheet, SheetCell, SheetMove, SheetRow } from '#contract/sheet.ts';
import type { MetricId, ScoreView } from '#domain/metrics/index.ts';
import { formatCount, formatDay, formatDifference, formatShortInterval, formatValue } from '#lib/charts/format.ts';
import { heatOf, newWordingSince } from '#lib/charts/score-view.ts';
import { changeTone, heatNames, intervalAndN, scoreSummary } from '#lib/charts/sentences.ts';
import { titleOr } from '#lib/journey-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { narrows, type Filter } from '#lib/numbers/filter.ts';
import type { Address } from '../address.ts';
import { barOf, inOrder, isHidden, worstFirst, type Cell, type Row } from '../heatmap-view.ts';
import { movedWords, quietWords } from '../moved-words.ts';
import { NOBODY, pictureOf, type Given } from '../picture.ts';

/** What a page to take along is of, beside its numbers. */
export interface SheetOf {
	readonly given: Given;
	readonly address: Pick<Address, 'metric' | 'sort' | 'place'> & Pick<Filter, 'channel' | 'language'>;
	/** Names of the departments whose answers they are; empty: of all. */
	readonly departments: readonly string[];
	readonly workspaceName: string;
	readonly locale: string;
	readonly drawnAt: Date;
	/** Where the same is live; null: it is not said. */
	readonly live: string | null;
	/** More that has to be known of these numbers. */
	readonly notice: string | null;
}

/** Scenes that are named as the worst, after the one of the title. */
const WORST = 6;

/** A page about the heatmap, in the words of the language that is spoken now. */
export function sheetOf(of: SheetOf): Sheet {
	const { given, address, locale } = of;
	const { view } = given;
	const picture = pictureOf(given, address, locale);
	const cells = picture.rows.flatMap((row) => row.cells);
	const answered = cells.some(({ score }) => (score?.n ?? 0) > 0);
	const worst = worstFirst(cells, view.rankN);
	const ranks = new Map(inOrder(picture.rows, view.rankN, 'worst', locale).map(({ id }, at) => [id, at]));
	const name = m.sheet_name({ from: view.window.from, to: view.window.to });
	return {
		lang: locale,
		name,
		...headline(given, worst[0], answered, locale),
		facts: facts(of),
		owner: of.workspaceName,
		counts: counts(given, picture.rows, picture.columns?.length ?? 0, locale),
		moved: given.kind === 'journeys' && answered ? moved(given.view, of) : null,
		worst:
			worst.length < 2
				? null
				: { title: m.sheet_worst(), items: worst.slice(0, WORST).map((cell) => worstWords(cell, given.kind, locale)) },
		columns: picture.columns?.map(({ title, note }) => ({ title, note })) ?? null,
		rows: picture.rows.map((row): SheetRow => ({
			title: row.title,
			note: row.note,
			rank: ranks.get(row.id) ?? 0,
			cells: row.cells.map((cell) => cellOf(cell, picture.bare || picture.columns !== null, view.minN, locale)),
			empty: picture.columns === null ? m.heatmap_no_scenes() : m.heatmap_none()
		})),
		empty: m.heatmap_empty_title(),
		leftOutRows: picture.rows.map((_, n) => (n === 0 ? '' : m.sheet_left_out_rows({ n }))),
		furtherRows: picture.rows.map((_, n) => (n === 0 ? '' : m.sheet_further_rows({ n }))),
		leftOutColumns: (picture.columns ?? []).map((_, n) => (n === 0 ? '' : m.sheet_left_out_columns({ n }))),
		legend: (['bad-2', 'bad-1', 'unclear', 'good-1', 'good-2', 'few', 'none'] as const).map((heat) => ({
			heat,
			name: heat === 'few' ? m.sheet_key_few({ n: view.minN }) : heatNames[heat]()
		})),
		keys: { change: m.heatmap_key_change(), bar: m.sheet_key_bar() },
		notes: notes(of, cells),
		address: of.live,
		drawnAt: of.drawnAt.toISOString()
	};
}

function headline(given: Given, worst: Cell | undefined, answered: boolean, locale: string) {
	const words = {
		journeys: { worst: m.heatmap_headline, none: m.heatmap_none_bad },
		departments: { worst: m.heatmap_headline_departments, none: m.heatmap_none_bad_departments },
		places: { worst: m.heatmap_headline_places, none: m.heatmap_none_bad_places }
	}[given.kind];
	if (!answered) return { title: m.heatmap_unanswered_title(), proof: '' };
	const score = worst?.score;
	if (!worst || !score) return { title: words.none(), proof: '' };
	const nobody = given.kind === 'departments' && worst.look.row === NOBODY;
	const title = nobody
		? m.heatmap_headline_nobody()
		: words.worst({ scene: given.kind === 'journeys' ? worst.title : worst.row });
	const target = m.heatmap_target({ target: formatValue(score.metric, score.target, locale) });
	const where = given.kind === 'places' ? [worst.title] : [];
	const value = `${m.kind_metric({ kind: score.metric })} ${formatValue(score.metric, score.value!, locale)}`;
	return { title, proof: [...where, value, intervalAndN(score), target].join(m.sheet_comma()) };
}

function facts({ given: { view }, address, departments, locale }: SheetOf): string {
	// A sheet of paper is looked at in another year, too.
	const day = (of: string) => formatDay(of, locale, new Date(0));
	const names = new Intl.DisplayNames([locale], { type: 'language' });
	const filters = [
		...(address.metric === null ? [] : [m.sheet_metric({ metric: m.kind_metric({ kind: address.metric }) })]),
		...(address.channel === null ? [] : [m.kind_channel({ kind: address.channel })]),
		...(address.language === null ? [] : [names.of(address.language) ?? address.language]),
		...departments,
		...(address.place === null ? [] : [m.sheet_place({ place: address.place })])
	];
	return [
		m.sheet_days({ from: day(view.window.from), to: day(view.window.to) }),
		m.sheet_against({ from: day(view.before.from), to: day(view.before.to) }),
		...(filters.length === 0 ? [m.sheet_all()] : [...filters, m.sheet_rest()]),
		m.sheet_zone({ zone: view.window.timeZone })
	].join(' · ');
}

function counts(given: Given, rows: readonly Row[], columns: number, locale: string): string {
	const n = (of: number) => formatCount(of, locale);
	const scenes = rows.reduce((sum, row) => sum + row.cells.length, 0);
	switch (given.kind) {
		case 'journeys':
			return m.sheet_counts_journeys({ rows: n(rows.length), cells: n(scenes) });
		case 'departments':
			return m.sheet_counts_departments({ rows: n(rows.length) });
		case 'places':
			return m.sheet_counts_places({ rows: n(rows.length), cells: n(columns) });
	}
}

function moved(view: Extract<Given, { kind: 'journeys' }>['view'], { address, locale, live }: SheetOf) {
	const words = movedWords(locale);
	const titles = new Map(view.journeys.flatMap(({ scenes }) => scenes.map(({ id, title }) => [id, titleOr(title)])));
	// Only what strangers take along does not say where it is live.
	const unsought = live === null ? 'shared' : narrows(address) ? 'narrowed' : null;
	const items = view.moved.items.map((item): SheetMove => ({
		better: item.better,
		rose: item.difference > 0,
		says: words.says(item, titles.get(item.scene) ?? ''),
		proof: words.proof(item),
		cause: words.cause(item, unsought)
	}));
	const note =
		items.length === 0
			? quietWords(view, titles, locale)
			: view.moved.found > items.length
				? m.heatmap_moved_more({ found: view.moved.found })
				: '';
	return { title: m.heatmap_moved(), items, note };
}

function worstWords(cell: Cell, kind: Given['kind'], locale: string): string {
	const score = cell.score!;
	const where = {
		journeys: () => m.sheet_scene_of({ scene: cell.title, journey: cell.row }),
		departments: () => cell.row,
		places: () => m.sheet_at_place({ place: cell.row, touchpoint: cell.title })
	}[kind]();
	return m.sheet_worst_one({
		where,
		metric: m.kind_metric({ kind: score.metric }),
		value: formatValue(score.metric, score.value!, locale),
		interval: formatShortInterval(score, locale),
		n: formatCount(score.n, locale),
		target: formatValue(score.metric, score.target, locale)
	});
}

function cellOf(cell: Cell, headed: boolean, minN: number, locale: string): SheetCell {
	const { score } = cell;
	const isShown = score !== undefined && score.value !== null && score.judgement !== 'few';
	const quiet =
		score === undefined || score.n === 0
			? m.heatmap_none()
			: isHidden(score, minN)
				? m.heatmap_hidden({ n: formatCount(score.n, locale), min: minN })
				: m.heatmap_few({ n: formatCount(score.n, locale) });
	return {
		title: headed ? '' : cell.title,
		column: cell.column,
		heat: heatOf(score),
		shown: isShown ? numberOf(score, locale) : null,
		quiet: isShown ? '' : quiet,
		said: m.heatmap_said({
			scene: cell.title,
			journey: cell.row,
			score: isShown ? scoreSummary(score, newWordingSince(cell.scores, score)) : quiet
		})
	};
}

function numberOf(score: ScoreView, locale: string): NonNullable<SheetCell['shown']> {
	const { arrow } = changeTone(score);
	const size = score.change ? formatDifference(score.metric, Math.abs(score.change.difference), locale) : '';
	return {
		value: formatValue(score.metric, score.value!, locale),
		metric: m.kind_metric({ kind: score.metric }),
		n: m.heatmap_n({ n: formatCount(score.n, locale) }),
		interval: formatShortInterval(score, locale),
		bar: barOf(score),
		change: arrow === '' ? '' : `${arrow}${size.replace('+', '')}`
	};
}

function notes({ given: { view }, notice, locale, drawnAt }: SheetOf, cells: readonly Cell[]): string[] {
	const scores = cells.map(({ score }) => score).filter((score) => score !== undefined);
	const metrics = [...new Set(scores.map(({ metric }) => metric))];
	const when = new Intl.DateTimeFormat(locale, {
		dateStyle: 'long',
		timeStyle: 'short',
		timeZone: view.window.timeZone
	}).format(drawnAt);
	return [
		...metrics.map((metric) => metricNote(metric, scores, locale)),
		`${m.sheet_judged()} ${m.sheet_ranked({ min: view.minN, rank: view.rankN })}`,
		...(notice === null ? [] : [notice]),
		m.sheet_drawn({ when, zone: view.window.timeZone })
	];
}

function metricNote(metric: MetricId, scores: readonly ScoreView[], locale: string): string {
	const own = scores.filter((score) => score.metric === metric);
	const targets = [...new Set(own.map(({ target }) => formatValue(metric, target, locale)))];
	return m.sheet_metric_note({
		metric: m.kind_metric({ kind: metric }),
		long: m.kind_metric_long({ kind: metric }),
		formula: m.kind_metric_formula({ kind: metric }),
		target: m.sheet_target({ target: targets.join(' / ') })
	});
}
