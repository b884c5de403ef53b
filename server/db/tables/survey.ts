/** Tables of this area; the room that owns it adds them here and in its migration. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the owning room
export interface SurveyTables {}
