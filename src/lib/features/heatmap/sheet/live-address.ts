import type { HeatmapPageQuery } from '#contract/sheet.ts';

/** The page that shows the same, as long as its address can say it: it names one department with those below it. */
export function liveAddress(
	origin: string,
	query: HeatmapPageQuery,
	all: readonly { readonly id: string; readonly parentId: string | null }[]
): string {
	const { departments, ...said } = query;
	const tops = all.filter(
		({ id, parentId }) => departments?.includes(id) && (parentId === null || !departments.includes(parentId))
	);
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...said, department: tops.length === 1 ? tops[0]!.id : undefined }))
		if (value !== undefined && !DEFAULTS.includes(`${name}=${value}`)) params.set(name, String(value));
	return `${origin}/heatmap${params.size === 0 ? '' : `?${params}`}`;
}

const DEFAULTS: readonly string[] = ['view=journeys', 'sort=worst', 'compare=before'];
