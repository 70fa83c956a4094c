export type Dialect = 'sqlite' | 'postgresql'
export const dialects: readonly Dialect[]
export const schemaFile: URL
export function schemaFor(dialect: Dialect): string
