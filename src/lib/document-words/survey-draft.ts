import { m } from '#lib/paraglide/messages.js';
import type { DocumentWords } from './document-words.ts';

export const surveyDraftWords: DocumentWords = {
	readOnly: m.survey_ended_readonly,
	ended: {
		'editor-too-old': m.survey_ended_too_old,
		replaced: m.survey_ended_replaced,
		'edit-refused': m.survey_ended_refused,
		forbidden: m.survey_ended_forbidden,
		'not-found': m.survey_ended_not_found,
		full: m.survey_ended_full
	},
	aside: {
		notice: m.aside_draft_notice,
		viewer: m.aside_draft_viewer,
		intro: m.aside_draft_intro,
		unsentIntro: m.aside_draft_unsent_intro,
		open: m.aside_draft_open,
		there: m.aside_draft_there,
		allThere: m.aside_draft_all_there
	},
	setAside: { region: m.setaside_draft_region, notice: m.setaside_draft_notice, intro: m.setaside_draft_intro }
};
