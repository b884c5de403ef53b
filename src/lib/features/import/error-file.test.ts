import { expect, it } from 'vitest';
import { errorFile } from './error-file.ts';

it('lists every row that was not imported, in the order of the file, safe to open in a spreadsheet', () => {
	const table = {
		name: 'x',
		encoding: 'UTF-8',
		separator: ',',
		unreadable: 0,
		above: [],
		header: ['a', 'b'],
		rows: [
			['1', 'x'],
			['=1+1', 'say "hi"'],
			['3', 'y'],
			['-5', '＝cmd']
		],
		text: '',
		recognised: null
	} as const;
	const text = errorFile(
		table,
		[
			{ status: 'wrong', row: 4, issues: [] },
			{ status: 'left_out', row: 1, because: 'value' }
		],
		[{ row: 2, status: 'conflict' }],
		{ row: 'row', reason: 'reason', planned: () => 'unreadable', sent: (row) => row.status }
	);
	expect(text).toBe('\ufeffrow,reason,a,b\r\n2,conflict,\'=1+1,"say ""hi"""\r\n4,unreadable,-5,\'＝cmd\r\n');
});
