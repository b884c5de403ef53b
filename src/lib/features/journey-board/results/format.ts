// Home writes the same numbers: the one way to write them lies in charts.
export * from '#lib/charts/format.ts';
