// The service worker of a portal that has none: one from earlier days is replaced by this and leaves
// nothing behind. Where there never was one, no page asks for this file.
addEventListener('install', () => skipWaiting())
addEventListener('activate', e => e.waitUntil(caches.delete(registration.scope).then(() => registration.unregister())))
