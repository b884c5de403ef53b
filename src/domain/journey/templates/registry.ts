export const templateIds = ['blank', 'retail', 'airline', 'saas'] as const;
export type TemplateId = (typeof templateIds)[number];
