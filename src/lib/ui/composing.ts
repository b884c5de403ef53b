/**
 * Does this key belong to an input method? Safari, and some Chinese input methods, send the Enter that chooses a word
 * after `compositionend`, with nothing but the key code 229 to tell it by.
 */
export const composes = (event: { readonly isComposing: boolean; readonly keyCode: number }): boolean =>
	event.isComposing || event.keyCode === 229;
