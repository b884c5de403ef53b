import { ErrorSchema } from './error.ts';
import { DepartmentSchema, InvitationSchema, MemberSchema, TokenSchema, WorkspaceSchema } from './identity.ts';

/** Shapes with a name of their own in the OpenAPI document. */
export const components = {
	Error: ErrorSchema,
	Workspace: WorkspaceSchema,
	Department: DepartmentSchema,
	Member: MemberSchema,
	Invitation: InvitationSchema,
	Token: TokenSchema
};
