import { expect, it } from 'vitest';
import { quoted } from './quoted.ts';

it('marks within marks are single ones', () => {
	expect(quoted('您对这次体验满意吗？')).toBe('“您对这次体验满意吗？”');
	expect(quoted('“他们让我轻松办好了这件事。”您同意吗？')).toBe('“‘他们让我轻松办好了这件事。’您同意吗？”');
});
