import { data } from 'react-router'

/** Any address that does not exist, so that it too passes the root middleware. */
export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

export const action = loader

export default function Absent() {
  return null
}
