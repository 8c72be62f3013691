# The tables of a snapshot in R: from a running yuzhao over HTTP with a token, or from a research bundle.
#
#   Rscript read_tables.R yuzhao-<snapshot>.zip
#   YUZHAO_TOKEN=… Rscript read_tables.R https://yuzhao.example.gov.cn
#
# Same tables and same numbers as read_tables.py. A bundle holds Parquet, which needs the package nanoparquet or arrow; over
# HTTP base R is enough, because every table also comes as CSV.

parquet_reader <- function() {
  if (requireNamespace("nanoparquet", quietly = TRUE)) return(nanoparquet::read_parquet)
  if (requireNamespace("arrow", quietly = TRUE)) return(function(file) as.data.frame(arrow::read_parquet(file)))
  NULL
}

# The id of the snapshot in a JSON text that names it after `before`.
snapshot_in <- function(file, before) {
  text <- paste(readLines(file, warn = FALSE), collapse = "")
  sub(paste0(".*?", before, "\\s*\"([0-9a-f]+)\".*"), "\\1", text, perl = TRUE)
}

# A bundle: every table as Parquet under tables/, and manifest.json with columns, models and hashes.
bundle <- function(path) {
  read <- parquet_reader()
  if (is.null(read)) stop("a bundle holds Parquet: install.packages(\"nanoparquet\")")
  folder <- tempfile("bundle-")
  unzip(path, exdir = folder)
  list(
    snapshot = snapshot_in(file.path(folder, "manifest.json"), "\"snapshot\":\\s*\\{\\s*\"id\":"),
    table = function(relation) as.data.frame(read(file.path(folder, "tables", paste0(relation, ".parquet"))))
  )
}

# A running yuzhao: the snapshot is asked for first and pinned, so that all tables are of one build.
server <- function(address, token) {
  address <- sub("/$", "", address)
  read <- parquet_reader()
  ending <- if (is.null(read)) ".csv" else ".parquet"
  fetch <- function(path) {
    file <- tempfile()
    download.file(paste0(address, path), file, headers = c(Authorization = paste("Bearer", token)), mode = "wb", quiet = TRUE)
    file
  }
  snapshot <- snapshot_in(fetch("/api/overview"), "\"snapshot\":")
  list(
    snapshot = snapshot,
    table = function(relation) {
      file <- fetch(paste0("/tables/", relation, ending, "?snapshot=", snapshot))
      if (is.null(read)) read.csv(file, fileEncoding = "UTF-8-BOM", check.names = FALSE) else as.data.frame(read(file))
    }
  )
}

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 1) stop("give a bundle, or the address of a server with the token in YUZHAO_TOKEN")
source <- arguments[[1]]
data <- if (startsWith(source, "http")) server(source, Sys.getenv("YUZHAO_TOKEN")) else bundle(source)
cat("snapshot", data$snapshot, "\n")

# which links the city lacks though its companies need them
gap <- data$table("chain.gap")
missing <- gap[gap$verdict == "\u8865", c("link_id", "need", "local_companies", "local_downstream")]
missing <- missing[order(-missing$need, missing$link_id, method = "radix"), ]
cat("links to fill:", nrow(missing), "\n")
print(head(missing, 5), row.names = FALSE)

# entries of the last ten years by link, as the notebook 产业进入趋势 counts them
entry <- data$table("trend.entry")
city <- entry[entry$place_kind == "district", ]
recent <- city[city$year > max(city$year) - 10, ]
by_link <- aggregate(entries ~ link_id, recent, sum)
cat("entries by link:\n")
print(head(by_link[order(-by_link$entries, by_link$link_id, method = "radix"), ], 5), row.names = FALSE)

# absent links that lie closest to what a place has, with their complexity
special <- data$table("trend.specialisation")
complexity <- data$table("trend.complexity")
absent <- special[special$place_kind == "district" & !as.logical(special$present), ]
near <- merge(
  absent, complexity[complexity$item_kind == "link", ],
  by.x = c("place_kind", "version", "link_id"), by.y = c("place_kind", "version", "id")
)
near <- near[order(-near$density, as.character(near$place), near$link_id, method = "radix"), ]
cat("absent links that lie closest:\n")
print(head(near[, c("place", "link_id", "density", "complexity")], 5), row.names = FALSE)
