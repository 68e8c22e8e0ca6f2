import { Link } from 'react-router'
import { useT } from '../page.tsx'

type OfProject = { id: string; project: { name: string; code: string; undertaker: string } }

/** Project and undertaker of a record of money, linked to its page under `base`. */
export function useProjectColumns(base: string) {
  const t = useT()
  return {
    project: {
      key: 'project',
      label: t('funding.column.project'),
      cell: ({ id, project }: OfProject) => (
        <div>
          <Link to={`${base}/${id}`}>{project.name}</Link>
          <br />
          <small className="qx-soft">{project.code}</small>
        </div>
      ),
    },
    undertaker: {
      key: 'undertaker',
      label: t('funding.column.undertaker'),
      cell: ({ project }: OfProject) => project.undertaker,
    },
  }
}
