import { airlineTemplate } from './airline.ts';
import { blankTemplate } from './blank.ts';
import { retailTemplate } from './retail.ts';
import { saasTemplate } from './saas.ts';
import type { Template } from './define-template.ts';

/** Every template: a new one is one file beside this one and one line here. */
export const templates = {
	blank: blankTemplate,
	retail: retailTemplate,
	airline: airlineTemplate,
	saas: saasTemplate
} as const satisfies { [Id in string]: Template };

export type TemplateId = keyof typeof templates;
export const templateIds = Object.keys(templates) as unknown as readonly [TemplateId, ...TemplateId[]];
