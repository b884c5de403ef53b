import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyText } from './copy-text.ts';

class Area {
	value = '';
	readOnly = false;
	style = { cssText: '' };
	setAttribute = vi.fn();
	select = vi.fn();
	remove = vi.fn();
}
const area = new Area();
const focus = vi.fn();
class Html {
	focus = focus;
}
const execCommand = vi.fn<(command: string) => boolean>();
const writeText = vi.fn<(text: string) => Promise<void>>();

beforeEach(() => {
	vi.stubGlobal('HTMLElement', Html);
	vi.stubGlobal('navigator', { clipboard: { writeText } });
	const body = { append: vi.fn() };
	vi.stubGlobal('document', { activeElement: new Html(), createElement: () => area, body, execCommand });
	execCommand.mockReturnValue(true);
	writeText.mockResolvedValue();
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.clearAllMocks();
});

it('copies', async () => {
	expect(await copyText('Till')).toBe(true);
	expect(writeText).toHaveBeenCalledWith('Till');
	expect(execCommand).not.toHaveBeenCalled();
});

it.each([
	['the browser refuses the clipboard', () => writeText.mockRejectedValue(new DOMException('', 'NotAllowedError'))],
	['there is no https', () => vi.stubGlobal('navigator', {})]
])('%s: the old way, and the focus goes back', async (_, given) => {
	given();
	expect(await copyText('Till')).toBe(true);
	expect(area.value).toBe('Till');
	expect(area.select).toHaveBeenCalledOnce();
	expect(execCommand).toHaveBeenCalledWith('copy');
	expect(area.remove).toHaveBeenCalledOnce();
	expect(focus).toHaveBeenCalledOnce();
});

it('a text that stands somewhere is marked there', async () => {
	writeText.mockRejectedValue(new DOMException('', 'NotAllowedError'));
	const select = vi.fn();
	expect(await copyText('Till', select)).toBe(true);
	expect(select).toHaveBeenCalledOnce();
	expect(area.select).not.toHaveBeenCalled();
});

it('says when every way is refused', async () => {
	writeText.mockRejectedValue(new DOMException('', 'NotAllowedError'));
	execCommand.mockReturnValue(false);
	expect(await copyText('Till')).toBe(false);
});
