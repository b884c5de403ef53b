/**
 * The address of a collector's page.
 * @param origin without a trailing slash
 */
export const pageUrl = (origin: string, code: string): string => `${origin}/s/${code}`;
