/** The element that the server drew the opening into. */
export const OPENING_ID = 'opening';

/** The page shows something of its own now. */
export const dismissOpening = (): void => document.getElementById(OPENING_ID)?.remove();
