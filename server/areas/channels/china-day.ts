/** The day by which platforms in China count: it has no summer time. */
export const chinaDay = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

const DAY = 24 * 3_600_000;
export const untilChinaMidnight = (at: Date): number => DAY - ((at.getTime() + 8 * 3_600_000) % DAY);
