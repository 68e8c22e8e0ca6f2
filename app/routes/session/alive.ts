/** Answers 200 while the session lives; the layout's middleware answers 401 afterwards. */
export function loader() {
  return Response.json({ alive: true })
}
