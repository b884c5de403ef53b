import type { DriversView, DriverView } from '#contract/drivers.ts';
import { placeOf, type DriverPlace, type Span } from '#domain/metrics/driver-places.ts';
import { outcomeKey, type Measure } from './address.ts';

/** A driver with what the page makes of it. */
export interface Row {
	readonly key: string;
	/** What tells it apart from the others: its touchpoint, and its metric where a touchpoint is asked two things. */
	readonly title: string;
	readonly driver: DriverView;
	/** By the measure that was chosen; null where that says nothing of it. */
	readonly importance: Span | null;
	/** null where it stands nowhere on the chart. */
	readonly place: DriverPlace | null;
}

export interface Picture {
	readonly measure: Measure;
	/** Both measures can be had. */
	readonly hasBoth: boolean;
	/** The most important first, those that nothing is shown of last. */
	readonly rows: readonly Row[];
	/** Where the chart is divided; null where there is none. */
	readonly lines: { readonly importance: number; readonly performance: number } | null;
}

/**
 * Beside the others says more, but only of those that enough people answered together: unless it leaves out some that could
 * be shown, or compares hardly any, it is what is shown first.
 */
export function measureOf(view: DriversView, by: Measure | null): Measure {
	if (view.together === null) return 'own';
	const shown = view.drivers.filter(({ own }) => own !== null).length;
	return by ?? (view.together.measures >= Math.min(3, shown) ? 'beside' : 'own');
}

export function pictureOf(
	view: DriversView,
	by: Measure | null,
	metricName: (metric: DriverView['metric']) => string
): Picture {
	const measure = measureOf(view, by);
	const importance = (driver: DriverView): Span | null => (measure === 'own' ? driver.own : driver.share);
	const drawn = view.drivers.filter((one) => importance(one) !== null && one.performance !== null);
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const lines =
		drawn.length < 2
			? null
			: {
					importance: mean(drawn.map((one) => importance(one)!.value)),
					performance: mean(drawn.map((one) => one.performance!.value))
				};
	const often = new Map<string, number>();
	for (const { touchpointId } of view.drivers) often.set(touchpointId, (often.get(touchpointId) ?? 0) + 1);
	const rows = view.drivers.map((driver): Row => {
		const [value, { performance }] = [importance(driver), driver];
		return {
			key: outcomeKey(driver),
			title:
				often.get(driver.touchpointId) === 1 && driver.touchpointId !== view.outcome?.touchpointId
					? driver.touchpoint
					: `${driver.touchpoint} · ${metricName(driver.metric)}`,
			driver,
			importance: value,
			place: value === null || performance === null || lines === null ? null : placeOf(value, performance, lines)
		};
	});
	return { measure, hasBoth: view.together !== null, rows: rows.toSorted((a, b) => rank(b) - rank(a)), lines };
}

const rank = ({ importance, driver }: Row): number =>
	importance !== null
		? 10 + importance.value
		: driver.own !== null
			? 5 + Math.abs(driver.own.value)
			: driver.pairs / 1e9;

/** What stands above the page. */
export type Headline =
	{ readonly kind: 'unanswered' | 'few' | 'nothing' } | { readonly kind: 'fix' | 'first'; readonly row: Row };

export function headlineOf({ rows, measure }: Picture, hasOutcome: boolean): Headline {
	if (!hasOutcome) return { kind: 'unanswered' };
	const shown = rows.filter(({ driver }) => driver.own !== null);
	if (shown.length === 0) return { kind: 'few' };
	const fix = rows.find(({ place }) => place === 'fix');
	if (fix) return { kind: 'fix', row: fix };
	// Shares are never below 0: that something goes with the outcome at all its own interval says.
	const first = shown.find(({ driver, importance }) => importance !== null && (driver.own!.low ?? 0) > 0);
	return first && (measure === 'own' || shown.length > 1) ? { kind: 'first', row: first } : { kind: 'nothing' };
}
