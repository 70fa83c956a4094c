export function startScratchPostgres(): Promise<{ url: string; stop(): Promise<void> }>
