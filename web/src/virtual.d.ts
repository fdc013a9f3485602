// SPDX-License-Identifier: AGPL-3.0-or-later
declare module 'virtual:sentences/*' {
  const sentences: Record<string, string>
  export default sentences
}
