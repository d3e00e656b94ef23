from site_project import loading

application = loading.load()
listener = loading.begin()
