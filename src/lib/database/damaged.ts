/** A database file, or a backup, that is not what it should be. */
export class Damaged extends Error {}
