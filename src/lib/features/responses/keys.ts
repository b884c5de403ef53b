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
	if (event.target instanceof Element && event.target.closest('input, textarea, select, button, a')) return null;
	return actions[event.key] ?? null;
}
