/**
 * What leaves no mark on a page: white space of every width, and what Unicode tells programs to show as nothing
 * (zero-width characters, soft hyphens, variation selectors, direction marks, fillers – `Default_Ignorable_Code_Point`),
 * control characters, code points that are no characters (U+FFFE), the blank Braille pattern, and the two that stand for something lost (U+FFFC of a dictation,
 * U+FFFD of a broken character).
 */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}\u2800\ufffc\ufffd]/gu;

/** Is there anything to see in a text? Parts of an emoji or of a letter do not count alone, but stay beside one. */
export const hasVisible = (text: string): boolean => text.replace(INVISIBLE, '') !== '';

/** For names and titles: one of which nothing can be seen is as none. */
export const visibleOrNothing = (text: string): string => (hasVisible(text) ? text : '');
