# What stands in the report of data.csv, computed by R from its rows: lines of chart, row and cells.
file <- commandArgs(TRUE)[1]
missing <- c("not-asked", "declined", "not-reached", "not-answered", "withheld", "suppressed")
d <- read.csv(file, na.strings = missing, stringsAsFactors = FALSE)

dash <- function(x) gsub("-", "\u2013", x)
fixed <- function(x, digits = 1) dash(sprintf(paste0("%.", digits, "f"), round(x, digits) + 0))
signed <- function(x, digits = 1) if (x > 0) paste0("+", fixed(x, digits)) else fixed(x, digits)
count <- function(n) format(n, big.mark = ",")
line <- function(chart, row, ...) cat(chart, "\t", row, "\t", paste(c(...), collapse = "|"), "\n", sep = "")

# Before and after, and the change within each person, by Student's t.
for (before in grep("^score_.*_before$", names(d), value = TRUE)) {
  stem <- sub("_before$", "", before)
  both <- d[!is.na(d[[before]]) & !is.na(d[[paste0(stem, "_after")]]) & !is.na(d[[paste0(stem, "_change")]]), ]
  b <- both[[before]]
  a <- both[[paste0(stem, "_after")]]
  ci <- t.test(a, b, paired = TRUE)$conf.int
  line("chart-domains", before, count(nrow(both)), sprintf("%s (%s)", fixed(mean(b)), fixed(sd(b))),
       sprintf("%s (%s)", fixed(mean(a)), fixed(sd(a))), signed(mean(a - b)),
       paste(fixed(ci[1]), "to", fixed(ci[2])), fixed(sd(a - b)))
}

# Satisfaction on the day of the visit.
day <- d[which(d$after_when == "same-day" & !is.na(d$visit_satisfaction)), ]
for (met in c("all", "some", "none", "too-early")) {
  x <- day$visit_satisfaction[which(day$visit_hopes == met)]
  ci <- t.test(x)$conf.int
  words <- c(all = "Yes, all of it", some = "Some of it", none = "None of it", "too-early" = "Too early to say")
  line("chart-satisfaction", words[[met]], count(length(x)),
       sprintf("%s (%s)", fixed(mean(x)), fixed(sd(x))), paste(fixed(ci[1]), "to", fixed(ci[2])))
}

# The association that the study names.
pairs <- day[!is.na(day$score_importance_before), ]
rho <- cor(pairs$visit_satisfaction, pairs$score_importance_before, method = "spearman")
reach <- qnorm(0.975) * sqrt((1 + rho^2 / 2) / (nrow(pairs) - 3))
line("chart-correlation", "visit_satisfaction and score_importance_before", count(nrow(pairs)), fixed(rho, 2),
     paste(fixed(tanh(atanh(rho) - reach), 2), "to", fixed(tanh(atanh(rho) + reach), 2)))
