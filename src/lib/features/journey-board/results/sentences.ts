// Home says the same sentences: the one place that writes them lies in charts.
export * from '#lib/charts/sentences.ts';
