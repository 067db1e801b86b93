/* A page that lies open all day stays new: it is fetched again every minute while somebody looks at it. */
setInterval(() => { if (document.visibilityState === "visible") location.reload(); }, 60_000);
