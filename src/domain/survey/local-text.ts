import * as v from 'valibot';
import type { LocalText } from '../shared/locale.ts';
import { hasVisible } from '../shared/visible.ts';

/** A text of a survey in each language it is written in. */
export const LocalTextSchema = v.pipe(
	v.strictObject({
		en: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(1000))),
		'zh-CN': v.optional(v.pipe(v.string(), v.trim(), v.maxLength(1000)))
	}),
	// An emptied field means "not written in this language", not "written as nothing".
	v.transform((text): LocalText =>
		Object.fromEntries(Object.entries(text).filter(([, value]) => value && hasVisible(value)))
	)
);
