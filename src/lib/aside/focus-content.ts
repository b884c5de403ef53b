/** The focus goes to the page's content when the notice that had it goes. */
export const focusContent = (): void => document.getElementById('content')?.focus();
