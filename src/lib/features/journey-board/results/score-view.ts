// Home shows the same heat: the one way to judge it lies in charts.
export * from '#lib/charts/score-view.ts';
