/** Windows up to this many CSS pixels wide show the map as a list. */
export const LIST_UP_TO = 640;

/** The same for a media query. */
export const LISTS = `max-width: ${LIST_UP_TO}px`;
