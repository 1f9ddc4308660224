// The page stands in for the one that was asked for: loading it again asks for that one.
addEventListener('online', () => location.reload())
document.getElementById('retry').addEventListener('click', (event) => {
  event.preventDefault()
  location.reload()
})
