/** The text without what PostgreSQL cannot store: NUL, and halves of surrogate pairs (which become U+FFFD). */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** PostgreSQL can store it as it is. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
