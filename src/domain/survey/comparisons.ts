/** What changes are measured against: the days just before, or the same days a year ago. */
export const comparisons = ['before', 'year'] as const;
