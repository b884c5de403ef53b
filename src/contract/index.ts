import { ChannelSchema } from './channels.ts';
import { ErrorSchema } from './error.ts';
import { DepartmentSchema, InvitationSchema, MemberSchema, TokenSchema, WorkspaceSchema } from './identity.ts';
import { ImportSchema } from './imports.ts';
import { JourneyCardSchema, JourneySchema, TouchpointSchema } from './journeys.ts';
import { ResponseSchema } from './responses.ts';
import { ScoreSchema } from './results.ts';
import { ShareLinkSchema } from './sharing.ts';
import { CollectorSchema, SurveySchema } from './surveys.ts';

/** Shapes with a name of their own in the OpenAPI document. */
export const components = {
	Error: ErrorSchema,
	Workspace: WorkspaceSchema,
	Department: DepartmentSchema,
	Member: MemberSchema,
	Invitation: InvitationSchema,
	Token: TokenSchema,
	Journey: JourneySchema,
	JourneyCard: JourneyCardSchema,
	Touchpoint: TouchpointSchema,
	Survey: SurveySchema,
	Collector: CollectorSchema,
	Response: ResponseSchema,
	Score: ScoreSchema,
	Import: ImportSchema,
	Channel: ChannelSchema,
	ShareLink: ShareLinkSchema
};
