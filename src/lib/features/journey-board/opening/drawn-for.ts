import { getContext, setContext } from 'svelte';
import type { Screen } from '#lib/screen.ts';

const KEY = Symbol('drawn for');

/** Tells the components below for which screen the server draws them. */
export const setDrawnFor = (screen: Screen): Screen => setContext(KEY, screen);

/** The screen that the server draws for; undefined in the browser, which asks its own. */
export const drawnFor = (): Screen | undefined => getContext(KEY);
