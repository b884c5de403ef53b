/** Answers of one request of the list. */
export const PAGE = 100;
