import { useText } from '../page.tsx'

/** What a value of a closed list is called: `valueOf('supportMode', 'equity')`; the value itself where it has no name. */
export function useValueWord(): (list: string, value: string) => string {
  const text = useText()
  return (list, value) => text([`configuration.value.${list}.${value}`, value])
}

/** What a tag of the enterprise library is called. */
export function useTagWord(): (tag: string) => string {
  const text = useText()
  return (tag) => text([`enterprise.tag.${tag}`, `configuration.tag.${tag}`, tag])
}
