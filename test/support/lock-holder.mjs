// A process that holds a lock file until it is killed.
import Sqlite from 'better-sqlite3'

new Sqlite(process.argv[2]).exec('BEGIN EXCLUSIVE')
process.send('held')
setInterval(() => undefined, 1_000)
