/** In quotation marks, those within it one step smaller: both languages nest them alike. */
export const quoted = (text: string): string => `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;
