import type { AnswerTables } from './answer.ts';
import type { AuthTables } from './auth.ts';
import type { ChannelTables } from './channel.ts';
import type { DeskTables } from './desk.ts';
import type { DocumentTables } from './document.ts';
import type { JourneyTables } from './journey.ts';
import type { OutboxTables } from './outbox.ts';
import type { SharingTables } from './sharing.ts';
import type { SurveyTables } from './survey.ts';
import type { TenancyTables } from './tenancy.ts';

/** The whole schema as Kysely sees it. Table interfaces stay inside `server/db`; services return views. */
export interface Database
	extends
		AuthTables,
		TenancyTables,
		DocumentTables,
		JourneyTables,
		SurveyTables,
		AnswerTables,
		DeskTables,
		ChannelTables,
		OutboxTables,
		SharingTables {}
