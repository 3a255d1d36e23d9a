import { isNotebook, type CommentedResource } from './comment-target.ts'

/** The page on which a comment is read: of a cell that the app shows (`isForAll`) the app, of another one the notebook. */
export function pathOfComment(resource: CommentedResource, partId: string, forAll: boolean): string {
  const page = !isNotebook(resource) ? 'dashboards' : forAll ? 'apps' : 'notebooks'
  return `/p/${resource.projectId}/${page}/${resource.id}?comments=${encodeURIComponent(partId)}`
}
