import { isLocale } from '#domain/shared/locale.ts';
import { defineCustomClientStrategy } from '#lib/paraglide/runtime.js';

// The server has chosen; what the browser would choose by itself may be another (it finds no Chinese for `zh-TW`).
defineCustomClientStrategy('custom-page', {
	getLocale: () => (isLocale(document.documentElement.lang) ? document.documentElement.lang : undefined),
	setLocale: () => undefined
});
