export type KeyAction =
	'next' | 'previous' | 'pageDown' | 'pageUp' | 'first' | 'last' | 'select' | 'read' | 'decide' | 'delete';

const actions: Readonly<Record<string, KeyAction>> = {
	j: 'next',
	ArrowDown: 'next',
	k: 'previous',
	ArrowUp: 'previous',
	PageDown: 'pageDown',
	PageUp: 'pageUp',
	Home: 'first',
	End: 'last',
	' ': 'select',
	Enter: 'read',
	e: 'decide',
	Delete: 'delete'
};

/** What a key does in the list; null: nothing of ours, as with a modifier, or within a field. */
export function keyAction(
	event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>
): KeyAction | null {
	if (event.ctrlKey || event.metaKey || event.altKey) return null;
	const { target } = event;
	if (target instanceof Element) {
		if (target.closest('input:not([type=checkbox]), textarea, select, button, a')) return null;
		// A box in focus is ticked by its own keys.
		if (event.key === ' ' && target.closest('input')) return null;
	}
	return actions[event.key] ?? null;
}
