/** Rows of the help dialog: keys as they stand on the keyboard, and which sentence explains them. */
export const shortcuts = [
	{ keys: ['↑', '↓', '←', '→'], help: 'focus' },
	{ keys: ['Enter'], help: 'edit' },
	{ keys: ['N'], help: 'add' },
	{ keys: ['Alt', '↑ ↓ ← →'], help: 'move' },
	{ keys: ['Space'], help: 'select' },
	{ keys: ['Shift', 'drag'], help: 'marquee' },
	{ keys: ['Delete'], help: 'delete' },
	{ keys: ['Ctrl', 'D'], help: 'duplicate' },
	{ keys: ['Ctrl', 'C / X / V'], help: 'clipboard' },
	{ keys: ['Ctrl', 'A'], help: 'select_all' },
	{ keys: ['Ctrl', 'Z'], help: 'undo' },
	{ keys: ['Ctrl', 'Shift', 'Z'], help: 'redo' },
	{ keys: ['I'], help: 'inspect' },
	{ keys: ['0'], help: 'fit' },
	{ keys: ['+', '−'], help: 'zoom' },
	{ keys: ['Esc'], help: 'clear' },
	{ keys: ['?'], help: 'help' }
] as const;
