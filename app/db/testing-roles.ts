import { newId } from '#app/platform/id.ts'
import { migrateInstallation } from '#prisma/migrate.ts'
import { openDb, type Db } from './client.server.ts'
import { administer, templateFor } from './testing.ts'

export type Who = 'superuser' | 'owner' | 'app' | 'sequencer'

/** A migrated Postgres database as a DBA sets it up: owner, app and sequencer are three roles, and the connection of each. */
export type RolesDb = Record<Who, Db> & { urls: Record<Who, string> } & AsyncDisposable

export async function rolesDb(): Promise<RolesDb> {
  const server = await templateFor('postgres')
  const name = `roles_${newId().replaceAll('-', '')}`
  const roles = ['owner', 'app', 'sequencer'].map((role) => `${name}_${role}`)
  for (const role of roles) await administer(server, `CREATE ROLE ${role} LOGIN PASSWORD 'x'`)
  await administer(server, `CREATE DATABASE ${name} OWNER ${name}_owner TEMPLATE template0`)
  const url = (who: string) => {
    const address = new URL(server.replace(/postgres$/, name))
    if (who !== 'superuser') [address.username, address.password] = [`${name}_${who}`, 'x']
    return address.href
  }
  const urls = {
    superuser: url('superuser'),
    owner: url('owner'),
    app: url('app'),
    sequencer: url('sequencer'),
  }
  await migrateInstallation(addressesOf({ urls }))
  const opened = {
    superuser: await openDb(urls.superuser),
    owner: await openDb(urls.owner),
    app: await openDb(urls.app),
    sequencer: await openDb(urls.sequencer),
  }
  return {
    ...opened,
    urls,
    async [Symbol.asyncDispose]() {
      await Promise.all(Object.values(opened).map((db) => db.close()))
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      for (const role of roles) await administer(server, `DROP ROLE ${role}`)
    },
  }
}

export function addressesOf({ urls }: Pick<RolesDb, 'urls'>) {
  return {
    databaseUrl: urls.app,
    ownerDatabaseUrl: urls.owner,
    sequencerDatabaseUrl: urls.sequencer,
    separateRoles: true,
  }
}

/** A copy of a database to which nobody is connected, with the same roles, and its superuser's connection. */
export async function copyOf({
  urls,
}: Pick<RolesDb, 'urls'>): Promise<Pick<RolesDb, 'urls' | 'superuser'> & AsyncDisposable> {
  const server = await templateFor('postgres')
  const [from, name] = [new URL(urls.app).pathname.slice(1), `copy_${newId().replaceAll('-', '')}`]
  await administer(server, `CREATE DATABASE ${name} OWNER ${from}_owner TEMPLATE ${from} STRATEGY file_copy`)
  const copied = (who: Who) => Object.assign(new URL(urls[who]), { pathname: `/${name}` }).href
  const own = {
    superuser: copied('superuser'),
    owner: copied('owner'),
    app: copied('app'),
    sequencer: copied('sequencer'),
  }
  const superuser = await openDb(own.superuser)
  return {
    urls: own,
    superuser,
    async [Symbol.asyncDispose]() {
      await superuser.close()
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
